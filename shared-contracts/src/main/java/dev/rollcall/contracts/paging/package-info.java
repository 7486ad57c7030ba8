/** Pages of lists: strict query parameters, keyset positions, sealed cursors. */
@NullMarked
package dev.rollcall.contracts.paging;

import org.jspecify.annotations.NullMarked;
