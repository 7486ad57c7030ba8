/** People imported from an existing table: linked once to whom they turn out to be at Clerk. */
@NullMarked
package dev.rollcall.identity.adopt;

import org.jspecify.annotations.NullMarked;
