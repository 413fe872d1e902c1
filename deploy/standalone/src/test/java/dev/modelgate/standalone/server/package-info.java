@NullMarked
package dev.modelgate.standalone.server;

import org.jspecify.annotations.NullMarked;
