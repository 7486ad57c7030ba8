/** Pages of lists: strict query parameters, keyset positions, sealed cursors. */
@NullMarked
package dev.rollcall.identity.paging;

import org.jspecify.annotations.NullMarked;
