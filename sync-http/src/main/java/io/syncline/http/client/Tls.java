package io.syncline.http.client;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How connections are secured. Two that trust the same and show the same are equal, so that they
 * share their connections. Host names are verified always, also where Java was told not to.
 */
public final class Tls {

  private static final String HOST_NAMES = "HTTPS";
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** Of a store that is in memory, where nobody can ask for it. */
  private static final char[] NO_PASSWORD = new char[0];

  private final Optional<List<X509Certificate>> trusted;
  private final Optional<Identity> identity;
  private final SSLContext context;

  private Tls(
      Optional<List<X509Certificate>> trusted, Optional<Identity> identity, SSLContext context) {
    this.trusted = trusted;
    this.identity = identity;
    this.context = context;
  }

  /**
   * A key of ours, and the certificates that show whose it is.
   *
   * @param chain the first is that of the key
   */
  public record Identity(PrivateKey key, List<X509Certificate> chain) {

    public Identity {
      chain = List.copyOf(chain);
    }

    @Override
    public String toString() {
      X509Certificate own = chain.get(0);
      return own.getSubjectX500Principal() + ", good until " + own.getNotAfter().toInstant();
    }
  }

  /**
   * Secures connections by these certificates.
   *
   * @param trusted the only authorities that are trusted; empty: those that Java trusts
   * @param identity shown to a service that asks for one; empty: none is
   * @throws GeneralSecurityException where Java cannot use them
   */
  public static Tls of(Optional<List<X509Certificate>> trusted, Optional<Identity> identity)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        identity.isPresent() ? keys(identity.get()) : null,
        trusted.isPresent() ? trust(trusted.get()) : null,
        null);
    return new Tls(trusted.map(List::copyOf), identity, context);
  }

  private static KeyManager[] keys(Identity identity) throws GeneralSecurityException {
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client", identity.key(), NO_PASSWORD, identity.chain().toArray(new Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trust(List<X509Certificate> trusted)
      throws GeneralSecurityException {
    KeyStore store = emptyStore();
    for (int i = 0; i < trusted.size(); i++) {
      store.setCertificateEntry("trusted-" + i, trusted.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException("must be loadable from nothing", e);
    }
    return store;
  }

  SSLContext context() {
    return context;
  }

  /** Of every client, with certificates of its own or not. */
  static SSLParameters parameters(SSLContext context) {
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setProtocols(PROTOCOLS.clone());
    parameters.setEndpointIdentificationAlgorithm(HOST_NAMES);
    return parameters;
  }

  Optional<Identity> identity() {
    return identity;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tls tls
        && trusted.equals(tls.trusted)
        && identity.map(Identity::chain).equals(tls.identity.map(Identity::chain));
  }

  @Override
  public int hashCode() {
    return 31 * trusted.hashCode() + identity.map(Identity::chain).hashCode();
  }

  @Override
  public String toString() {
    return "Tls[" + identity.map(Identity::toString).orElse("no certificate of ours") + "]";
  }
}
