/** The local user behind a token. */
@NullMarked
package dev.rollcall.gateway.identity;

import org.jspecify.annotations.NullMarked;
