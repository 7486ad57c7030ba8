/** Operating system processes and ports: start them apart from us, and never leave one behind. */
@NullMarked
package dev.rollcall.stack.process;

import org.jspecify.annotations.NullMarked;
