/** Tests of the launcher's settings. */
@NullMarked
package dev.rollcall.stack.settings;

import org.jspecify.annotations.NullMarked;
