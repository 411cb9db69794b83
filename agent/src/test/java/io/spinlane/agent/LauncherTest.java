package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the start script tells the JIT must be about methods there are. */
class LauncherTest {
  private static final Path SCRIPT = Path.of("src/main/dist/bin/spinlane-agent");
  private static final Pattern APART = Pattern.compile("dontinline,([\\w.]+)::(\\w+)");

  @Test
  void stepsThatAreCompiledApartExist() throws IOException, ClassNotFoundException {
    List<String[]> steps =
        APART
            .matcher(Files.readString(SCRIPT))
            .results()
            .map(found -> new String[] {found.group(1), found.group(2)})
            .toList();
    assertThat(steps).hasSizeGreaterThan(5);
    for (String[] step : steps) {
      List<String> methods =
          Arrays.stream(Class.forName(step[0]).getDeclaredMethods()).map(Method::getName).toList();
      assertThat(methods).as(step[0]).contains(step[1]);
    }
  }
}
