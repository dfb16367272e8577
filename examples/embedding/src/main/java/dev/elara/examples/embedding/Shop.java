package dev.elara.examples.embedding;

import java.util.ArrayList;
import java.util.List;

/** The application: a shop that takes orders. Thread-safe. */
public final class Shop {

  /** Something that was ordered. */
  public record Order(int number, String item, int cents) {}

  private final List<Order> orders = new ArrayList<>(); // guarded by this
  private int discountPercent; // guarded by this

  /** Takes an order, at the price of the day. */
  public synchronized Order order(String item, int cents) {
    Order order = new Order(orders.size() + 1, item, cents * (100 - discountPercent) / 100);
    orders.add(order);
    return order;
  }

  /** What was ordered so far. */
  public synchronized List<Order> orders() {
    return List.copyOf(orders);
  }

  /** From now on everything costs less. */
  public synchronized void discount(int percent) {
    discountPercent = percent;
  }
}
