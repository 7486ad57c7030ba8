package dev.rollcall.gateway.token;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A genuine token in other spellings and wrappings. */
public final class SpellingForger {

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final TokenForge clerk;
    private final String user;

    public SpellingForger(TokenForge clerk, String user) {
        this.clerk = clerk;
        this.user = user;
    }

    public Stream<Forgery> spellings() {
        String genuine = genuine();
        String[] parts = genuine.split("\\.", -1);
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("padded", genuine + '=');
        forged.put("padded twice", genuine + "==");
        forged.put("padded header", parts[0] + "=." + parts[1] + '.' + parts[2]);
        forged.put("padded payload", parts[0] + '.' + parts[1] + "=." + parts[2]);
        forged.put("plain alphabet", genuine.replace('-', '+').replace('_', '/') + '+');
        forged.put("junk in the header", parts[0] + "*." + parts[1] + '.' + parts[2]);
        forged.put("junk in the payload", parts[0] + '.' + parts[1] + "!." + parts[2]);
        forged.put("junk in the signature", parts[0] + '.' + parts[1] + ".~" + parts[2]);
        forged.put("tab inside", parts[0] + '.' + parts[1] + "\t." + parts[2]);
        forged.put("blank inside", parts[0] + ". " + parts[1] + '.' + parts[2]);
        forged.put("letter beyond ASCII", genuine + '\u00e9');
        forged.put("other tail", nonCanonicalTail(genuine));
        forged.put("longer signature", genuine + "AA");
        forged.put("four parts", genuine + ".x");
        forged.put("last dot", genuine + '.');
        forged.put("no header", '.' + parts[1] + '.' + parts[2]);
        forged.put("no payload", parts[0] + ".." + parts[2]);
        forged.put("no signature", parts[0] + '.' + parts[1] + '.');
        forged.put("two parts", parts[0] + '.' + parts[1]);
        forged.put("dots", "..");
        forged.put("listed", genuine + ", " + genuine);
        forged.put("in quotes", '"' + genuine + '"');
        forged.put("scheme twice", "Bearer " + genuine);
        String flat =
                "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
                        .formatted(parts[0], parts[1], parts[2]);
        forged.put("JSON, flattened", flat);
        forged.put(
                "JSON, general",
                "{\"payload\":\"%s\",\"signatures\":[{\"protected\":\"%s\",\"signature\":\"%s\"}]}"
                        .formatted(parts[1], parts[0], parts[2]));
        return all(forged);
    }

    /** Encrypted tokens: nothing is decrypted, derived or inflated for them. */
    public Stream<Forgery> encrypted() throws JOSEException, ParseException {
        Payload signed = new Payload(genuine());
        String plain =
                new PlainJWT(
                                JWTClaimsSet.parse(
                                        JSONObjectUtils.toJSONString(
                                                TokenForge.claims(user, Instant.now()))))
                        .serialize();
        JWEEncrypter toClerk = new RSAEncrypter(clerk.key().toRSAPublicKey());
        JWEHeader oaep =
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM)
                        .keyID(clerk.key().getKeyID())
                        .contentType("JWT")
                        .build();
        JWEHeader zipped =
                new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A128GCM)
                        .keyID(clerk.key().getKeyID())
                        .compressionAlgorithm(CompressionAlgorithm.DEF)
                        .build();
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("OAEP around a signed token", encrypted(oaep, signed, toClerk));
        forged.put("OAEP around a plain token", encrypted(oaep, new Payload(plain), toClerk));
        forged.put(
                "dir and zip",
                encrypted(
                        zipped,
                        new Payload("a".repeat(200_000)),
                        new DirectEncrypter(new byte[16])));
        forged.put(
                "PBES2 of 2^31-1 rounds",
                five(
                        "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"kid\":\"ins_1\","
                                + "\"p2s\":\"c2FsdHNhbHQ\",\"p2c\":2147483647}"));
        forged.put(
                "point that is on no curve",
                five(
                        "{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\",\"kid\":\"ins_1\",\"epk\":"
                                + "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}}"));
        forged.put("RS256 in five parts", five(JSONObjectUtils.toJSONString(clerk.header())));
        forged.put("five letters", "a.b.c.d.e");
        return all(forged);
    }

    /** Keys of other kinds that Clerk gives out. */
    public Stream<Forgery> opaque() {
        return Stream.of("mt_", "oat_", "ak_", "sk_test_", "sk_live_", "dvb_", "sess_", "")
                .map(prefix -> new Forgery("opaque " + prefix, prefix + "canary0123456789abcdef"));
    }

    private static String encrypted(JWEHeader header, Payload payload, JWEEncrypter encrypter)
            throws JOSEException {
        JWEObject object = new JWEObject(header, payload);
        object.encrypt(encrypter);
        return object.serialize();
    }

    private static String five(String header) {
        String part = TokenForge.encode("canary-canary-canary".getBytes(StandardCharsets.US_ASCII));
        return TokenForge.encode(header.getBytes(StandardCharsets.US_ASCII))
                + ('.' + part).repeat(4);
    }

    /** The last character carries unused bits; another one decodes to the same bytes. */
    private static String nonCanonicalTail(String token) {
        int last = ALPHABET.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + ALPHABET.charAt(last ^ 1);
    }

    private static Stream<Forgery> all(Map<String, String> tokens) {
        return tokens.entrySet().stream().map(e -> new Forgery(e.getKey(), e.getValue()));
    }

    private String genuine() {
        Map<String, @Nullable Object> header = clerk.header();
        return clerk.sign(header, TokenForge.claims(user, Instant.now()));
    }
}
