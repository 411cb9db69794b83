package io.spinlane.desktop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Style sheets with other sizes of text, and of what must grow with it. JavaFX has no zoom for
 * words: sizes in "em" follow the font of the root, sizes in pixels do not, so they are rewritten.
 */
final class ScaledSheets {
  private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
  private static final Pattern LENGTH =
      Pattern.compile(
          "(-fx-(?:font-size|min-width|max-width|pref-width|fixed-cell-size): *)([0-9.]+)(px)?(?=[; ])");

  /** Cards and the matrix have tracks of a fixed size; people zoom the canvas to read them. */
  private static final Pattern ON_CANVAS =
      Pattern.compile("card|kind-|glyph|port|lane-caption|sparkline|matrix-(?!title|bar)");

  /** Rewritten sheets by their address, with the address they were made from. */
  private final Map<String, String> originals = new HashMap<>();

  /**
   * The address of a sheet with lengths of another size.
   *
   * @param sheet an address, be it one that this method has returned
   */
  String of(String sheet, double factor) {
    String original = originals.getOrDefault(sheet, sheet);
    if (factor == 1) {
      return original;
    }
    String address =
        "data:text/css;charset=UTF-8;base64,"
            + Base64.getEncoder()
                .encodeToString(scaled(read(original), factor).getBytes(StandardCharsets.UTF_8));
    originals.put(address, original);
    return address;
  }

  static String scaled(String css, double factor) {
    return RULE.matcher(css)
        .replaceAll(
            rule ->
                Matcher.quoteReplacement(
                    ON_CANVAS.matcher(rule.group(1)).find()
                        ? rule.group()
                        : rule.group(1) + "{" + lengths(rule.group(2), factor) + "}"));
  }

  private static String lengths(String body, double factor) {
    return LENGTH.matcher(body).replaceAll(length -> longer(length, factor));
  }

  private static String longer(MatchResult length, double factor) {
    String unit = length.group(3) == null ? "" : "px";
    double value = Double.parseDouble(length.group(2)) * factor;
    return length.group(1) + String.format(Locale.ROOT, "%.1f", value) + unit;
  }

  /** AtlantaFX names its sheets by their path on the class path. */
  private static String read(String address) {
    try (InputStream in =
        address.startsWith("/")
            ? ScaledSheets.class.getResourceAsStream(address)
            : URI.create(address).toURL().openStream()) {
      if (in == null) {
        throw new IllegalStateException("no style sheet " + address);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
