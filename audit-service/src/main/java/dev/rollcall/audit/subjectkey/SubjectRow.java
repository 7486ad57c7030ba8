package dev.rollcall.audit.subjectkey;

import dev.rollcall.audit.cipher.Bytes;
import java.util.UUID;

/** A row of {@code subject_keys}: everything in it is hashed, encrypted or random. */
record SubjectRow(
        UUID alias, Bytes hash, Bytes sealedClerkId, Bytes wrappedKey, String masterKeyId) {}
