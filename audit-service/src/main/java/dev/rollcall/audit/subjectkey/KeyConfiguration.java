package dev.rollcall.audit.subjectkey;

import dev.rollcall.audit.cipher.AesGcm;
import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.Base64;

/**
 * The two secrets of this service as configured; see application.yml.
 *
 * @param master base64 of 32 octets ({@code ROLLCALL_MASTER_KEY})
 * @param tombstone base64 of 32 octets ({@code ROLLCALL_TOMBSTONE_KEY})
 */
@ConfigurationProperties("rollcall.keys")
record KeyConfiguration(String master, String tombstone) {

    Bytes masterKey() {
        return decode("ROLLCALL_MASTER_KEY", master);
    }

    Bytes tombstoneKey() {
        return decode("ROLLCALL_TOMBSTONE_KEY", tombstone);
    }

    private static Bytes decode(String variable, String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == AesGcm.KEY_OCTETS) {
                return Bytes.copyOf(key);
            }
        } catch (IllegalArgumentException notBase64) {
            // told below, without the text
        }
        throw new SettingsException(
                variable + " is not base64 of 32 bytes: openssl rand -base64 32");
    }

    @Override
    public String toString() {
        return "KeyConfiguration[***]";
    }
}
