package io.spinlane.agent.kernel;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import io.spinlane.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An nginx on port 8080 of both families that says its name, gives a file out, or takes one in, as
 * {@code upload/…} in its folder.
 */
final class WebServer {
  private static final String NGINX =
      """
      daemon off;
      user root;
      pid FOLDER/NAME.pid;
      error_log stderr;
      worker_processes 1;
      events { worker_connections 1024; }
      http {
        access_log FOLDER/NAME.log;
        client_body_temp_path FOLDER/NAME-body;
        proxy_temp_path FOLDER/NAME-proxy;
        fastcgi_temp_path FOLDER/NAME-fastcgi;
        uwsgi_temp_path FOLDER/NAME-uwsgi;
        scgi_temp_path FOLDER/NAME-scgi;
        server {
          listen 8080 backlog=1024;
          listen [::]:8080 backlog=1024;
          location / { default_type text/plain; return 200 "NAME\\n"; }
          location /file { alias FOLDER/file; }
          location /upload/ {
            root FOLDER;
            dav_methods PUT;
            create_full_put_path on;
            client_max_body_size 0;
          }
        }
      }
      """;

  private WebServer() {}

  /**
   * Starts one, which answers when this returns.
   *
   * @param folder holds {@code file}, and gets the log
   */
  static void start(LabNamespace host, Path folder, String name) throws IOException {
    List.of("nginx", "curl").forEach(Needs::program);
    Path configuration = folder.resolve(name + ".conf");
    Files.writeString(
        configuration, NGINX.replace("FOLDER", folder.toString()).replace("NAME", name));
    LabProgram _ = host.start("nginx", "-c", configuration.toString());
    host.run(
        "curl",
        "-s",
        "--retry",
        "40",
        "--retry-delay",
        "1",
        "--retry-connrefused",
        "http://127.0.0.1:8080/ready");
  }

  /** Requests it has logged for a path prefix. */
  static long logged(Path folder, String name, String path) throws IOException {
    try (var lines = Files.lines(folder.resolve(name + ".log"))) {
      return lines.filter(line -> line.contains("\"GET " + path)).count();
    }
  }
}
