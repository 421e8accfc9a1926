package io.syncline.jdbc.store;

import java.util.function.Consumer;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * How a store's tables are brought to the format of today.
 *
 * @param folder of the scripts in its dialect
 * @param connect tells Flyway where the store is
 */
record MigrationPlan(String folder, Consumer<FluentConfiguration> connect) {}
