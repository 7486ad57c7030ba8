/** What an operator does to the mirror from the command line: reconcile it, rebuild it. */
@NullMarked
package dev.rollcall.stack.mirror;

import org.jspecify.annotations.NullMarked;
