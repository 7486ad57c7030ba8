package dev.rollcall.webhook.event;

import dev.rollcall.contracts.paging.PageCursors;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of this service's cursors: from {@code ROLLCALL_SERVICE_KEY}, which all copies have. A
 * new service key makes the cursors in use void.
 */
@Factory
final class CursorFactory {

    private static final String LABEL = "rollcall webhook cursor 1";
    private static final String ALGORITHM = "HmacSHA256";

    @Singleton
    PageCursors cursors(@Value("${rollcall.service.key}") String serviceKey) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(serviceKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return new PageCursors(mac.doFinal(LABEL.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException noHmac) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, noHmac);
        }
    }
}
