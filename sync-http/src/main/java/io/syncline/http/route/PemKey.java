package io.syncline.http.route;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Opens private keys in PKCS#8, the form that Java reads. */
final class PemKey {

  private static final String OPEN = "PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  private static final Set<String> PBES2 = Set.of("PBES2", "1.2.840.113549.1.5.13");

  private PemKey() {}

  /**
   * Opens the key of a certificate.
   *
   * @param password empty: it has none
   * @throws WrongFileException where the block is none, or of another certificate
   */
  static PrivateKey open(Pem block, Optional<String> password, PublicKey owner)
      throws WrongFileException {
    if (!block.label().equals(OPEN) && !block.label().equals(ENCRYPTED)) {
      throw new WrongFileException(
          "key", "must be in PKCS#8, as openssl pkcs8 -topk8 writes it: BEGIN " + block.label());
    }
    if (block.label().equals(ENCRYPTED) != password.isPresent()) {
      throw new WrongFileException(
          "password",
          password.isPresent()
              ? "must be left out: the key has none"
              : "must be given: the key is closed by one");
    }
    PKCS8EncodedKeySpec spec =
        password.isPresent()
            ? decrypted(block.content(), password.get())
            : new PKCS8EncodedKeySpec(block.content());
    try {
      PrivateKey key = KeyFactory.getInstance(owner.getAlgorithm()).generatePrivate(spec);
      check(key, owner);
      return key;
    } catch (GeneralSecurityException e) {
      throw new WrongFileException("key", "must be the key of the certificate");
    }
  }

  /** As RFC 8018, section 6.2, has it. */
  private static PKCS8EncodedKeySpec decrypted(byte[] content, String password)
      throws WrongFileException {
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
      // Java gives the scheme that PBES2 is made of only as the text of its parameters
      String algorithm =
          PBES2.contains(info.getAlgName())
              ? info.getAlgParameters().toString()
              : info.getAlgName();
      PBEKeySpec secret = new PBEKeySpec(password.toCharArray());
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm).generateSecret(secret),
          info.getAlgParameters());
      secret.clearPassword();
      return info.getKeySpec(cipher);
    } catch (IOException | GeneralSecurityException e) {
      throw new WrongFileException("password", "must open the key");
    }
  }

  /** What the key signs, the certificate must verify. */
  static void check(PrivateKey key, PublicKey owner) throws GeneralSecurityException {
    byte[] sample = {1};
    String kind = owner.getAlgorithm();
    String algorithm =
        kind.startsWith("Ed") ? kind : "SHA256with" + (kind.equals("EC") ? "ECDSA" : kind);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(owner);
    signature.update(sample);
    if (!signature.verify(signed)) {
      throw new InvalidKeyException("of another certificate");
    }
  }
}
