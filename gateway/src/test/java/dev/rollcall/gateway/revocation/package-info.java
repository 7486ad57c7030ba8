/** Tests of what was revoked, alone. */
@NullMarked
package dev.rollcall.gateway.revocation;

import org.jspecify.annotations.NullMarked;
