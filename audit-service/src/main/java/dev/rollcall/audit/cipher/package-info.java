/** Encryption and message authentication over octets. */
@NullMarked
package dev.rollcall.audit.cipher;

import org.jspecify.annotations.NullMarked;
