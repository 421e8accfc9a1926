package io.syncline.jdbc.apply;

import io.syncline.model.LargeObject;
import io.syncline.spi.Contents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The content of one column of one write, sent as a stream of known length while it is open. Used
 * by one thread.
 */
final class Upload implements AutoCloseable {

  private final LargeObject object;
  private final Contents contents;
  private @Nullable InputStream stream;

  Upload(LargeObject object, Contents contents) {
    this.object = object;
    this.contents = contents;
  }

  LargeObject object() {
    return object;
  }

  /** Whether the content is to be had; one statement may then send it. Safe to repeat before. */
  boolean open() {
    if (stream == null) {
      stream = contents.open(object).orElse(null);
    }
    return stream != null;
  }

  /** The bytes, as a parameter of the statement. */
  Field<?> parameter() {
    return DSL.val(this, SQLDataType.BLOB.asConvertedDataType(new Streaming()));
  }

  /** Safe to repeat. */
  @Override
  public void close() {
    try (InputStream closed = stream) {
      stream = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands the stream to the driver. */
  private static final class Streaming extends AbstractBinding<byte[], Upload> {
    private static final long serialVersionUID = 1L;

    @Override
    public Converter<byte[], Upload> converter() {
      return Converter.ofNullable(
          byte[].class,
          Upload.class,
          bytes -> {
            throw never();
          },
          upload -> {
            throw never();
          });
    }

    @Override
    public void set(BindingSetStatementContext<Upload> context) throws SQLException {
      Upload upload = context.value();
      context.statement().setBinaryStream(context.index(), upload.stream, upload.object.length());
    }

    @Override
    public void get(BindingGetResultSetContext<Upload> context) {
      throw never();
    }

    private static IllegalStateException never() {
      return new IllegalStateException("must be sent, never read or held");
    }
  }
}
