package dev.rollcall.webhook.receive;

import dev.rollcall.webhook.inbox.Receipt;
import io.micronaut.serde.annotation.Serdeable;
import java.nio.charset.StandardCharsets;

/** The acknowledgement: {@code accepted}, or {@code duplicate} if the id was seen before. */
@Serdeable
record ReceiptResponse(String status) {

    private static final ReceiptResponse ACCEPTED = new ReceiptResponse("accepted");
    private static final ReceiptResponse DUPLICATE = new ReceiptResponse("duplicate");

    static ReceiptResponse of(Receipt receipt) {
        return switch (receipt) {
            case ACCEPTED -> ACCEPTED;
            case DUPLICATE, CONFLICTING -> DUPLICATE;
        };
    }

    /** What the services' mapper makes of it. */
    byte[] json() {
        return ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.US_ASCII);
    }
}
