/** Tests of the command line, command by command. */
@NullMarked
package dev.modelgate.standalone;

import org.jspecify.annotations.NullMarked;
