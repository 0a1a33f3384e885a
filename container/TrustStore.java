import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/** Makes a trust store for Java of a bundle of certificates: {@code java TrustStore.java BUNDLE.pem STORE}. */
void main(String[] arguments) throws Exception {
    // Not PKCS12: what Java reads without a password must not be encrypted.
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    try (InputStream bundle = Files.newInputStream(Path.of(arguments[0]))) {
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(bundle)) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
    }
    if (store.size() == 0) {
        throw new IllegalArgumentException("no certificate in " + arguments[0]);
    }
    try (OutputStream file = Files.newOutputStream(Path.of(arguments[1]))) {
        store.store(file, "changeit".toCharArray());
    }
}
