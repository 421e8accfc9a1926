package io.syncline.http.blob;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One content on its way from a file into a bucket. */
final class S3Upload {

  /** A content that is longer is sent in parts of this many bytes, one after the other. */
  static final long PART_BYTES = 16 << 20;

  /** What S3 takes at most; a content that has more has larger ones. */
  static final int MOST_PARTS = 10_000;

  private static final String MEDIA = "application/octet-stream";

  private final S3Client client;
  private final String bucket;
  private final String key;
  private final Spooled whole;

  S3Upload(S3Client client, String bucket, String key, Spooled whole) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.whole = whole;
  }

  /** The tag that the store gave to it. */
  String send() {
    long length = whole.content().length();
    if (length <= PART_BYTES) {
      return client
          .putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(whole.file()))
          .eTag();
    }
    String upload =
        client.createMultipartUpload(create -> create.bucket(bucket).key(key)).uploadId();
    try {
      return inParts(upload, length);
    } catch (RuntimeException e) {
      abort(upload, e);
      throw e;
    }
  }

  private String inParts(String upload, long length) {
    long size = partBytes(length);
    List<CompletedPart> parts = new ArrayList<>();
    for (long from = 0; from < length; from += size) {
      int number = parts.size() + 1;
      RequestBody body = part(from, Math.min(size, length - from));
      String tag =
          client
              .uploadPart(
                  one -> one.bucket(bucket).key(key).uploadId(upload).partNumber(number), body)
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }
    return client
        .completeMultipartUpload(
            done ->
                done.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts)))
        .eTag();
  }

  static long partBytes(long length) {
    return Math.max(PART_BYTES, (length + MOST_PARTS - 1) / MOST_PARTS);
  }

  /** May be read again, by a repeat. */
  private RequestBody part(long from, long length) {
    return RequestBody.fromContentProvider(() -> slice(from, length), length, MEDIA);
  }

  private InputStream slice(long from, long length) {
    try {
      FileChannel channel = FileChannel.open(whole.file(), StandardOpenOption.READ);
      channel.position(from);
      return new BufferedInputStream(new Slice(Channels.newInputStream(channel), length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void abort(String upload, RuntimeException reason) {
    try {
      client.abortMultipartUpload(stop -> stop.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      reason.addSuppressed(e);
    }
  }
}
