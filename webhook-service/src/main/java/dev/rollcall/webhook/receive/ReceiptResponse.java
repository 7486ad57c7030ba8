package dev.rollcall.webhook.receive;

import io.micronaut.serde.annotation.Serdeable;

/** The acknowledgement: {@code accepted}, or {@code duplicate} if the id was seen before. */
@Serdeable
record ReceiptResponse(String status) {

    static final ReceiptResponse ACCEPTED = new ReceiptResponse("accepted");
    static final ReceiptResponse DUPLICATE = new ReceiptResponse("duplicate");
}
