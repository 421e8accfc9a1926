package io.syncline.http.budget;

/**
 * What a call takes of the budgets that cover it.
 *
 * @param cost as how many calls it counts in rates
 */
record Demand(Use use, int cost) {}
