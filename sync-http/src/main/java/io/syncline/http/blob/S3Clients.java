package io.syncline.http.blob;

import io.syncline.spi.BlobStore;
import io.syncline.spi.Settings;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes clients out of settings alone: no file of the user and no address of the machine is asked.
 * Checksums beyond what S3 has always had are left out, since other stores know few of them, and
 * what is read is compared with its digest anyway.
 */
final class S3Clients {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private S3Clients() {}

  static BlobStore open(Settings settings) {
    return S3BlobStore.on(
        client(settings),
        settings.text(S3BlobStoreProvider.BUCKET),
        settings.text(S3BlobStoreProvider.PREFIX));
  }

  private static S3Client client(Settings settings) {
    Duration call = settings.duration(S3BlobStoreProvider.CALL);
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.text(S3BlobStoreProvider.REGION)))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        settings.text(S3BlobStoreProvider.ACCESS_KEY),
                        settings.text(S3BlobStoreProvider.SECRET_KEY))))
            .forcePathStyle(settings.bool(S3BlobStoreProvider.PATH_STYLE))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(call)
                    .build())
            .overrideConfiguration(
                limits ->
                    limits
                        .apiCallTimeout(call)
                        .defaultProfileFile(ProfileFile.aggregator().build()));
    settings
        .text(S3BlobStoreProvider.ENDPOINT.path())
        .flatMap(S3BlobStoreProvider::address)
        .ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
