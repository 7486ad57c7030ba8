package dev.rollcall.contracts.wire;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serde;
import io.micronaut.serde.exceptions.SerdeException;
import java.io.IOException;
import java.util.function.Function;

/** Writes a value as one JSON string and reads it back through its own checks. */
final class TextSerde<T> implements Serde<T> {

    private final Function<T, String> write;
    private final Function<String, T> read;

    TextSerde(Function<T, String> write, Function<String, T> read) {
        this.write = write;
        this.read = read;
    }

    @Override
    public T deserialize(Decoder decoder, DecoderContext context, Argument<? super T> type)
            throws IOException {
        try {
            return read.apply(decoder.decodeString());
        } catch (IllegalArgumentException refused) {
            throw new SerdeException(type.getName() + " is " + refused.getMessage());
        }
    }

    @Override
    public void serialize(
            Encoder encoder, EncoderContext context, Argument<? extends T> type, T value)
            throws IOException {
        encoder.encodeString(write.apply(value));
    }
}
