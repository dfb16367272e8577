package dev.elara.benchmarks.weaving;

import java.util.ArrayList;
import java.util.List;

/** Records behind a sealed interface, taken apart by a switch. */
final class Shapes implements Task {

  private sealed interface Shape {}

  private record Circle(double radius) implements Shape {}

  private record Square(double side) implements Shape {}

  private final List<Shape> shapes = new ArrayList<>();

  Shapes() {
    for (int i = 0; i < 10_000; i++) {
      shapes.add(i % 3 == 0 ? new Circle(i) : new Square(i));
    }
  }

  private static double area(Shape shape) {
    return switch (shape) {
      case Circle(double radius) -> Math.PI * radius * radius;
      case Square(double side) -> side * side;
    };
  }

  @Override
  public long run() {
    double sum = 0;
    for (Shape shape : shapes) {
      sum += area(shape);
    }
    return (long) sum;
  }
}
