package dev.elara.java.cell;

import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCCase;
import com.sun.tools.javac.tree.JCTree.JCCaseLabel;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCConstantCaseLabel;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCLambda;
import com.sun.tools.javac.tree.JCTree.JCLiteral;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCSwitch;
import com.sun.tools.javac.tree.JCTree.JCSwitchExpression;
import com.sun.tools.javac.tree.JCTree.JCYield;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.tree.TreeScanner;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.ListBuffer;

/**
 * A {@code switch} at top level is parsed as an expression. Most are meant as statements; which,
 * its arms tell.
 */
final class Switches {

  private Switches() {}

  /**
   * Whether a top-level switch is meant as a statement.
   *
   * @param value whether it stands where the cell's value would
   * @param preferStatement what to take where both would do
   */
  static boolean isStatement(JCSwitchExpression choice, boolean value, boolean preferStatement) {
    boolean covering = false;
    boolean rules = false;
    for (JCCase arm : choice.cases) {
      covering |= arm.labels.stream().anyMatch(Switches::helpsToCover);
      if (arm.caseKind == JCCase.RULE && arm.body instanceof JCExpression result) {
        rules = true;
        if (!isStatementExpression(result)) {
          return false;
        }
      } else if (yields(arm)) {
        return false;
      }
    }
    return preferStatement || !value || !covering || !rules;
  }

  /**
   * Whether a switch with this label may cover all values, as one that gives a value must. Numbers
   * and strings alone never do; for the rest, javac has to try.
   */
  private static boolean helpsToCover(JCCaseLabel label) {
    return !(label instanceof JCConstantCaseLabel constant
        && constant.expr instanceof JCLiteral literal
        && literal.typetag != TypeTag.BOOLEAN);
  }

  private static boolean isStatementExpression(JCExpression tree) {
    return switch (tree.getTag()) {
      case PREINC,
          PREDEC,
          POSTINC,
          POSTDEC,
          ASSIGN,
          BITOR_ASG,
          BITXOR_ASG,
          BITAND_ASG,
          SL_ASG,
          SR_ASG,
          USR_ASG,
          PLUS_ASG,
          MINUS_ASG,
          MUL_ASG,
          DIV_ASG,
          MOD_ASG,
          APPLY,
          NEWCLASS,
          ERRONEOUS ->
          true;
      default -> false;
    };
  }

  private static boolean yields(JCCase arm) {
    var scanner =
        new TreeScanner() {
          boolean found;

          @Override
          public void visitYield(JCYield tree) {
            found = true;
          }

          @Override
          public void visitSwitchExpression(JCSwitchExpression tree) {
            // its yields are its own
          }

          @Override
          public void visitLambda(JCLambda tree) {
            // not run here
          }

          @Override
          public void visitClassDef(JCClassDecl tree) {
            // not run here
          }
        };
    arm.stats.forEach(scanner::scan);
    return scanner.found;
  }

  /** The same switch as a statement. */
  static JCSwitch statement(TreeMaker make, JCSwitchExpression choice) {
    var arms = new ListBuffer<JCCase>();
    for (JCCase arm : choice.cases) {
      JCTree body = arm.body;
      List<JCStatement> statements = arm.stats;
      if (arm.caseKind == JCCase.RULE && body instanceof JCExpression result) {
        JCStatement statement = make.at(result.pos).Exec(result);
        body = statement;
        statements = List.of(statement);
      }
      arms.append(make.at(arm.pos).Case(arm.caseKind, arm.labels, arm.guard, statements, body));
    }
    var result = make.at(choice.pos).Switch(choice.selector, arms.toList());
    result.endpos = choice.endpos;
    return result;
  }
}
