/** Which tokens no longer count although they are valid. */
@NullMarked
package dev.rollcall.gateway.revocation;

import org.jspecify.annotations.NullMarked;
