/** Genuine and forged session tokens. */
@NullMarked
package dev.rollcall.gateway.token;

import org.jspecify.annotations.NullMarked;
