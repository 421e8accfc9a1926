package io.syncline.http.codec;

/** How the bodies of one dataset are read and written. */
public record Codec(Decoding decode, Encoding encode) {

  public static final Codec JSON = new Codec(Decoding.JSON, Encoding.JSON);

  public static final Codec XML = JSON.as(new XmlFormat(XmlShape.PLAIN));

  /** The same characters and compressions in another format. */
  public Codec as(Format format) {
    return new Codec(decode.as(format), encode.as(format));
  }
}
