/** Handles: the unique name under which a person is shown. */
@NullMarked
package dev.rollcall.identity.handle;

import org.jspecify.annotations.NullMarked;
