package io.syncline.store;

import io.syncline.packed.ByteSource;
import java.time.DateTimeException;
import java.util.function.Function;

/** Reads images from their format byte to their end. */
final class WholeImage {

  private WholeImage() {}

  /**
   * Reads a whole image behind its format byte.
   *
   * @param format the newest format that {@code reader} knows, and for now the only one
   * @param what names the image in the message of a {@link StoreException} where it cannot be read
   */
  static <T> T read(byte[] image, int format, String what, Function<ByteSource, T> reader) {
    if (image.length == 0 || image[0] != format) {
      throw new StoreException(
          "must be of format "
              + format
              + ", as this version of Syncline writes it: image="
              + what
              + " format="
              + (image.length == 0 ? "none" : image[0] & 0xFF));
    }
    ByteSource source = new ByteSource(image, 1);
    try {
      T value = reader.apply(source);
      if (source.at() != image.length) {
        throw new StoreException(
            "must end where it is read to: image="
                + what
                + " length="
                + image.length
                + " read="
                + source.at());
      }
      return value;
    } catch (IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      throw new StoreException("must be a whole image: image=" + what, e);
    }
  }
}
