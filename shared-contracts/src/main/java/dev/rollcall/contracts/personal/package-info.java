/** Personal data in types whose toString is masked. */
@NullMarked
package dev.rollcall.contracts.personal;

import org.jspecify.annotations.NullMarked;
