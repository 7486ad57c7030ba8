/** What a person reads of their own organisations, with row-level security as the second lock. */
@NullMarked
package dev.rollcall.identity.tenant;

import org.jspecify.annotations.NullMarked;
