/** How ids and personal data stand in JSON: as plain text, checked on the way in. */
@NullMarked
package dev.rollcall.contracts.wire;

import org.jspecify.annotations.NullMarked;
