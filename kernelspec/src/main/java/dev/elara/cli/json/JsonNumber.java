package dev.elara.cli.json;

import java.math.BigDecimal;

/**
 * A number as it was written: {@code 1.0} stays {@code 1.0} and {@code 1e-05} stays {@code 1e-05}.
 *
 * <p>Immutable. Equal to another only if both were written alike.
 */
public final class JsonNumber extends Number {

  private final String literal;

  /** A number that is written as {@code literal}. */
  public JsonNumber(String literal) {
    this.literal = literal;
  }

  @Override
  public int intValue() {
    return exact().intValue();
  }

  @Override
  public long longValue() {
    return exact().longValue();
  }

  @Override
  public float floatValue() {
    return Float.parseFloat(literal);
  }

  @Override
  public double doubleValue() {
    return Double.parseDouble(literal);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonNumber number && number.literal.equals(literal);
  }

  @Override
  public int hashCode() {
    return literal.hashCode();
  }

  /** The number as it was written. */
  @Override
  public String toString() {
    return literal;
  }

  private BigDecimal exact() {
    return new BigDecimal(literal);
  }
}
