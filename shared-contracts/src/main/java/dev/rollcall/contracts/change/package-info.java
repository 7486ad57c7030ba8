/** The change feed on the wire: what followers ask identity-service, and what they hear. */
@NullMarked
package dev.rollcall.contracts.change;

import org.jspecify.annotations.NullMarked;
