package dev.rollcall.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Requests that each carry another person's {@code user.created}, signed as Svix does: HMAC-SHA256
 * over {@code id.timestamp.body}. Used by one thread.
 */
final class SignedEvents implements Requests {

    private final RandomText random = new RandomText();
    private final Options options;
    private final EventTemplate template;
    private final Optional<ServiceToken> serviceToken;
    private final Mac mac;

    SignedEvents(Options options) throws IOException, GeneralSecurityException {
        this.options = options;
        this.template = EventTemplate.read(options.template());
        this.mac = Mac.getInstance("HmacSHA256");
        this.serviceToken =
                options.serviceToken()
                        ? Optional.of(
                                new ServiceToken(
                                        options.secrets().resolve("gateway.1.jwk"),
                                        "gateway",
                                        "webhook"))
                        : Optional.empty();
        mac.init(new SecretKeySpec(secret(options.secrets()), mac.getAlgorithm()));
    }

    @Override
    public int eventsEach() {
        return 1;
    }

    @Override
    public ByteBuffer next() throws GeneralSecurityException {
        long timestamp = System.currentTimeMillis() / 1000;
        String id = "msg_" + random.id();
        byte[] body = template.of("user_" + options.tag() + random.id());
        mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.US_ASCII));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(body));
        StringBuilder head = new StringBuilder(1024);
        head.append("POST /api/webhooks/clerk HTTP/1.1\r\nhost: ")
                .append(options.door().getAuthority())
                .append("\r\ncontent-type: application/json\r\ncontent-length: ")
                .append(body.length)
                .append("\r\nsvix-id: ")
                .append(id)
                .append("\r\nsvix-timestamp: ")
                .append(timestamp)
                .append("\r\nsvix-signature: v1,")
                .append(signature);
        if (serviceToken.isPresent()) {
            // what the gateway adds
            head.append("\r\nx-request-id: ").append(id);
            head.append("\r\nauthorization: Bearer ").append(serviceToken.get().at(timestamp));
        }
        head.append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(start.length + body.length).put(start).put(body).flip();
    }

    private static byte[] secret(Path secrets) throws IOException {
        String text = Files.readString(secrets.resolve("webhook.secret")).strip();
        return Base64.getDecoder().decode(text.substring("whsec_".length()));
    }
}
