package io.spinlane.desktop.export;

import java.io.IOException;
import javax.xml.stream.XMLStreamException;

/** The file could not be written, in the middle of a drawing; never leaves this package. */
final class WriteFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WriteFailedException(IOException cause) {
    super(cause);
  }

  WriteFailedException(XMLStreamException cause) {
    super(cause.getCause() instanceof IOException deeper ? deeper : cause);
  }

  /** As the operating system said it. */
  IOException problem() {
    return getCause() instanceof IOException io
        ? io
        : new IOException(String.valueOf(getCause() == null ? this : getCause().getMessage()));
  }
}
