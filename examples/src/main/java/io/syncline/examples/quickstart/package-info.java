/** One small host application: a CRM web service and an ERP database kept in agreement. */
@NullMarked
package io.syncline.examples.quickstart;

import org.jspecify.annotations.NullMarked;
