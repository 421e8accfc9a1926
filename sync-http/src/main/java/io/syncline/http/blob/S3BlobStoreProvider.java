package io.syncline.http.blob;

import io.syncline.spi.AdapterException;
import io.syncline.spi.BlobStore;
import io.syncline.spi.BlobStoreProvider;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.SettingSpec.Kind;
import io.syncline.spi.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Opens stores of type {@code s3}: see {@link S3BlobStore}. Needs {@code s3} and {@code
 * url-connection-client} of {@code software.amazon.awssdk}, which a host adds.
 */
public final class S3BlobStoreProvider implements BlobStoreProvider {

  static final SettingSpec BUCKET =
      SettingSpec.required("bucket", Kind.TEXT, "the bucket, which must be there");
  static final SettingSpec PREFIX =
      SettingSpec.optional("prefix", Kind.TEXT, "", "what all names begin with");
  static final SettingSpec ENDPOINT =
      SettingSpec.optional("endpoint", Kind.TEXT, "", "the address, where it is not Amazon's");
  static final SettingSpec REGION =
      SettingSpec.optional("region", Kind.TEXT, "us-east-1", "the region");
  static final SettingSpec PATH_STYLE =
      SettingSpec.optional(
          "pathStyle", Kind.BOOLEAN, "false", "whether the bucket is in the path, not the host");
  static final SettingSpec ACCESS_KEY = SettingSpec.required("accessKey", Kind.TEXT, "who we are");
  static final SettingSpec SECRET_KEY = SettingSpec.secret("secretKey", "what proves it");
  static final SettingSpec CALL =
      SettingSpec.optional("call", Kind.DURATION, "PT2M", "how long a call may take");

  private static final Pattern NAMES =
      Pattern.compile("([A-Za-z0-9!_*'()-][A-Za-z0-9!_.*'()/-]*)?");

  @Override
  public String type() {
    return "s3";
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of(BUCKET, PREFIX, ENDPOINT, REGION, PATH_STYLE, ACCESS_KEY, SECRET_KEY, CALL);
  }

  @Override
  public List<SettingFault> validate(Settings settings) {
    List<SettingFault> faults = new ArrayList<>(settings.check(settings()));
    if (settings.text(SECRET_KEY.path()).isEmpty()) {
      faults.add(new SettingFault("secretKey", "must be given: " + SECRET_KEY.doc()));
    }
    String prefix = settings.text(PREFIX);
    if (!NAMES.matcher(prefix).matches() || prefix.contains("..")) {
      faults.add(
          new SettingFault("prefix", "must be letters, digits and slashes such as a/: " + prefix));
    }
    settings
        .text(ENDPOINT.path())
        .filter(text -> address(text).isEmpty())
        .ifPresent(
            text ->
                faults.add(
                    new SettingFault(
                        "endpoint",
                        "must be an address such as https://s3.example.com, without a user")));
    return faults;
  }

  /** Without a user and password, which would be shown. */
  static Optional<URI> address(String text) {
    try {
      URI address = URI.create(text);
      boolean fits =
          List.of("http", "https").contains(String.valueOf(address.getScheme()))
              && address.getHost() != null
              && address.getRawUserInfo() == null;
      return fits ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public BlobStore open(Settings settings) {
    try {
      return S3Clients.open(settings);
    } catch (NoClassDefFoundError e) {
      throw new AdapterException.ConfigInvalid(
          List.of(
              new SettingFault(
                  "bucket",
                  "must have s3 and url-connection-client of software.amazon.awssdk on the class"
                      + " path: "
                      + settings.text(BUCKET))));
    }
  }
}
