// Recursive descent, one function per level of precedence as the Python reference lists them
// (section 6.17, "Operator precedence").
#include "python/expression.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "python/tokens.h"
#include "support/text.h"

namespace modelviz::python {
namespace {

using Kind = Expression::Kind;

// Deeper than anything that a person writes, and far from the end of the stack.
constexpr int kMostNesting = 200;
// Of the tree, which grows with every operator of a chain: a + a + a.
constexpr int kMostHeight = 2000;

constexpr std::array<std::string_view, 9> kKeywords{"and", "or",     "not", "in",  "is",
                                                    "if",  "lambda", "for", "else"};

class Parser {
 public:
  explicit Parser(std::string_view text) : tokens_(tokenize(text)) {}

  std::vector<Statement> statements() {
    std::vector<Statement> result;
    for (;;) {
      while (next().kind == Token::Kind::kNewline) ++at_;
      if (next().kind == Token::Kind::kEnd) return result;
      result.push_back(statement());
      if (next().kind != Token::Kind::kEnd && next().kind != Token::Kind::kNewline) unexpected();
    }
  }

  Expression only_expression() {
    Expression result = tuple();
    while (next().kind == Token::Kind::kNewline) ++at_;
    if (next().kind != Token::Kind::kEnd) unexpected();
    return result;
  }

 private:
  // ---- tokens

  [[nodiscard]] const Token& next() const { return tokens_[at_]; }
  [[nodiscard]] bool sees(std::string_view word) const {
    return (next().kind == Token::Kind::kOperator || next().kind == Token::Kind::kName) &&
           next().text == word;
  }
  bool take(std::string_view word) {
    if (!sees(word)) return false;
    ++at_;
    return true;
  }
  void expect(std::string_view word) {
    if (!take(word)) fail("expected '" + std::string(word) + "'" + instead(), next().span);
  }
  // The first of these operators that stands here; taken.
  std::string_view take_one(std::initializer_list<std::string_view> operators) {
    for (std::string_view op : operators) {
      if (next().kind == Token::Kind::kOperator && take(op)) return op;
    }
    return {};
  }
  [[nodiscard]] std::string instead() const {
    if (next().kind == Token::Kind::kEnd) return " before the end";
    return next().kind == Token::Kind::kNewline ? " before the end of the line"
                                                : " instead of '" + sanitize(next().text) + "'";
  }

  [[noreturn]] static void fail(const std::string& message, Span span) {
    throw SyntaxError(message, span);
  }
  [[noreturn]] void unexpected() const {
    if (sees("=")) fail("only a name can be assigned to; equality is ==", next().span);
    fail(next().kind == Token::Kind::kEnd ? "the expression is not finished"
                                          : "did not expect '" + sanitize(next().text) + "' here",
         next().span);
  }

  // ---- nodes

  Expression node(Kind kind, Span begin, std::string_view text = {},
                  std::vector<Expression> children = {}) {
    Span span{begin.begin, tokens_[at_ - 1].span.end};
    int height = 0;
    for (const Expression& child : children) height = std::max(height, child.height);
    if (height == kMostHeight)
      fail("this expression is too long; assign parts of it to names", span);
    return {kind, span, std::string(text), {}, std::move(children), {}, height + 1};
  }
  Expression binary(Kind kind, std::string_view op, Expression left, Expression right) {
    Span begin = left.span;
    std::vector<Expression> children;
    children.push_back(std::move(left));
    children.push_back(std::move(right));
    return node(kind, begin, op, std::move(children));
  }
  Expression unary(std::string_view op, Span begin, Expression operand) {
    return node(Kind::kUnary, begin, op, {std::move(operand)});
  }

  // Counts how deep the recursion is.
  class Level {
   public:
    explicit Level(Parser& parser) : parser_(parser) {
      if (++parser_.level_ > kMostNesting) {
        fail("this is nested more than " + std::to_string(kMostNesting) + " times",
             parser_.next().span);
      }
    }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --parser_.level_; }

   private:
    Parser& parser_;
  };

  // ---- statements

  Statement statement() {
    refuse_other_statements();
    Statement result;
    std::size_t begin = at_;
    if (!targets(result)) {
      result = {};
      at_ = begin;
    }
    result.value = tuple();
    return result;
  }

  void refuse_other_statements() const {
    if (sees("import") || sees("from")) {
      throw SyntaxError("nothing is imported here: keras and ops are known", next().span);
    }
    if (sees("def")) {
      throw SyntaxError("a function is written as a lambda here: f = lambda x: ops.relu(x)",
                        next().span);
    }
  }

  // "q, r =": false where this is no assignment.
  bool targets(Statement& statement) {
    do {
      if (next().kind != Token::Kind::kName || is_keyword(next().text)) return false;
      statement.targets.emplace_back(next().text);
      ++at_;
      if (!sees(",")) break;
      statement.unpacks = true;
    } while (take(",") && !sees("="));
    return take("=");
  }

  static bool is_keyword(std::string_view word) {
    return std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
  }

  // ---- expressions, from the loosest to the tightest

  // a, b: without the brackets.
  Expression tuple() {
    Span begin = next().span;
    Expression first = expression();
    if (!sees(",")) return first;
    std::vector<Expression> items{std::move(first)};
    while (take(",") && starts_expression()) items.push_back(expression());
    return node(Kind::kTuple, begin, {}, std::move(items));
  }

  [[nodiscard]] bool starts_expression() const {
    using TokenKind = Token::Kind;
    if (next().kind == TokenKind::kEnd || next().kind == TokenKind::kNewline) return false;
    if (next().kind != TokenKind::kOperator) return true;
    return std::string_view("( [ { - + ~ ...").find(next().text) != std::string_view::npos;
  }

  Expression expression() {
    Level level(*this);
    if (sees("lambda")) return lambda();
    Span begin = next().span;
    Expression value = disjunction();
    if (!take("if")) return value;
    std::vector<Expression> children{std::move(value)};
    children.push_back(disjunction());
    expect("else");
    children.push_back(expression());
    return node(Kind::kConditional, begin, {}, std::move(children));
  }

  Expression lambda() {
    Span begin = next().span;
    expect("lambda");
    std::vector<std::string> parameters;
    while (next().kind == Token::Kind::kName) {
      parameters.emplace_back(next().text);
      ++at_;
      if (!take(",")) break;
    }
    expect(":");
    Expression result = node(Kind::kLambda, begin, {}, {expression()});
    result.names = std::move(parameters);
    return result;
  }

  Expression disjunction() {
    Expression left = conjunction();
    while (take("or")) left = binary(Kind::kBoolean, "or", std::move(left), conjunction());
    return left;
  }

  Expression conjunction() {
    Expression left = inversion();
    while (take("and")) left = binary(Kind::kBoolean, "and", std::move(left), inversion());
    return left;
  }

  Expression inversion() {
    Level level(*this);
    Span begin = next().span;
    if (take("not")) return unary("not", begin, inversion());
    return comparison();
  }

  // The operator of a comparison; `negated` where it stands under a "not".
  std::string_view comparison_operator(bool& negated) {
    negated = false;
    if (auto op = take_one({"==", "!=", "<=", ">=", "<", ">"}); !op.empty()) return op;
    if (take("in")) return "in";
    if (take("is")) {
      negated = take("not");
      return "is";
    }
    if (sees("not") && tokens_[at_ + 1].text == "in") {
      at_ += 2;
      negated = true;
      return "in";
    }
    return {};
  }

  // a < b < c is (a < b) and (b < c).
  Expression comparison() {
    Expression left = bitwise_or();
    Expression result;
    bool negated = false, is_chain = false;
    for (std::string_view op; !(op = comparison_operator(negated)).empty();) {
      Expression right = bitwise_or();  // also the left side of the next link
      Span begin = left.span;
      Expression link = binary(Kind::kCompare, op, std::move(left), right);
      if (negated) link = unary("not", begin, std::move(link));
      result = is_chain ? binary(Kind::kBoolean, "and", std::move(result), std::move(link))
                        : std::move(link);
      is_chain = true;
      left = std::move(right);
    }
    return is_chain ? result : left;
  }

  using Operand = Expression (Parser::*)();
  Expression binary_level(std::initializer_list<std::string_view> operators, Operand operand) {
    Expression left = (this->*operand)();
    for (std::string_view op; !(op = take_one(operators)).empty();) {
      left = binary(Kind::kBinary, op, std::move(left), (this->*operand)());
    }
    return left;
  }
  Expression bitwise_or() { return binary_level({"|"}, &Parser::bitwise_xor); }
  Expression bitwise_xor() { return binary_level({"^"}, &Parser::bitwise_and); }
  Expression bitwise_and() { return binary_level({"&"}, &Parser::shift); }
  Expression shift() { return binary_level({"<<", ">>"}, &Parser::sum); }
  Expression sum() { return binary_level({"+", "-"}, &Parser::term); }
  Expression term() { return binary_level({"*", "@", "//", "/", "%"}, &Parser::factor); }

  Expression factor() {
    Level level(*this);
    Span begin = next().span;
    auto op = take_one({"-", "+", "~"});
    return op.empty() ? power() : unary(op, begin, factor());
  }

  // Binds tighter than a minus on its left, looser than one on its right.
  Expression power() {
    Expression base = primary();
    if (!take("**")) return base;
    return binary(Kind::kBinary, "**", std::move(base), factor());
  }

  Expression primary() {
    Expression result = atom();
    for (;;) {
      Span begin = result.span;
      if (take("(")) {
        result = call(std::move(result), begin);
      } else if (take("[")) {
        Expression key = subscripts();
        expect("]");
        result = binary(Kind::kSubscript, {}, std::move(result), std::move(key));
      } else if (take(".")) {
        if (next().kind != Token::Kind::kName) unexpected();
        std::string_view name = next().text;
        ++at_;
        result = node(Kind::kAttribute, begin, name, {std::move(result)});
      } else {
        return result;
      }
    }
  }

  Expression call(Expression callee, Span begin) {
    std::vector<Expression> children{std::move(callee)};
    std::vector<std::string> names{""};
    while (!sees(")")) {
      bool named = next().kind == Token::Kind::kName && tokens_[at_ + 1].text == "=";
      if (!named && !names.back().empty()) {
        fail("a positional argument cannot follow a named one", next().span);
      }
      names.emplace_back(named ? next().text : "");
      if (named) at_ += 2;
      children.push_back(expression());
      if (!take(",")) break;
    }
    expect(")");
    Expression result = node(Kind::kCall, begin, {}, std::move(children));
    result.names = std::move(names);
    return result;
  }

  Expression subscripts() {
    Span begin = next().span;
    Expression first = subscript();
    if (!sees(",")) return first;
    std::vector<Expression> items{std::move(first)};
    while (take(",") && !sees("]")) items.push_back(subscript());
    return node(Kind::kTuple, begin, {}, std::move(items));
  }

  Expression subscript() {
    Span begin = next().span;
    std::vector<Expression> parts(3);
    if (!sees(":")) parts[0] = expression();
    if (!sees(":")) return std::move(parts[0]);
    for (std::size_t i = 1; i < 3 && take(":"); ++i) {
      if (!sees(":") && !sees(",") && !sees("]")) parts[i] = expression();
    }
    return node(Kind::kSlice, begin, {}, std::move(parts));
  }

  Expression atom() {
    Span begin = next().span;
    switch (next().kind) {
      case Token::Kind::kNumber:
      case Token::Kind::kString:
        return literal(next().value);
      case Token::Kind::kName:
        return name();
      default:
        break;
    }
    if (sees("...")) return literal(Ellipsis{});
    if (take("(")) return parenthesized(begin);
    if (take("[")) return node_of_items(Kind::kList, begin, "]");
    if (take("{")) return dict(begin);
    unexpected();
  }

  Expression literal(Value value) {
    Expression result{.kind = Kind::kLiteral, .span = next().span, .value = std::move(value)};
    ++at_;
    // Strings side by side are one.
    while (result.value.as_string() && next().kind == Token::Kind::kString) {
      result.value = *result.value.as_string() + *next().value.as_string();
      result.span.end = next().span.end;
      ++at_;
    }
    return result;
  }

  Expression name() {
    std::string_view word = next().text;
    if (word == "None") return literal({});
    if (word == "True") return literal(true);
    if (word == "False") return literal(false);
    if (is_keyword(word)) unexpected();
    ++at_;
    return node(Kind::kName, tokens_[at_ - 1].span, word);
  }

  // (a) is a, (a,) and () are tuples.
  Expression parenthesized(Span begin) {
    if (take(")")) return node(Kind::kTuple, begin);
    Expression inner = tuple();
    expect(")");
    inner.span = {begin.begin, tokens_[at_ - 1].span.end};
    return inner;
  }

  Expression node_of_items(Kind kind, Span begin, std::string_view close) {
    std::vector<Expression> items;
    while (!sees(close)) {
      items.push_back(expression());
      if (sees("for")) fail("comprehensions are not known here", next().span);
      if (!take(",")) break;
    }
    expect(close);
    return node(kind, begin, {}, std::move(items));
  }

  Expression dict(Span begin) {
    std::vector<Expression> values;
    std::vector<std::string> keys;
    while (!sees("}")) {
      if (next().kind != Token::Kind::kString) fail("a key must be a string", next().span);
      keys.push_back(*next().value.as_string());
      ++at_;
      expect(":");
      values.push_back(expression());
      if (!take(",")) break;
    }
    expect("}");
    Expression result = node(Kind::kDict, begin, {}, std::move(values));
    result.names = std::move(keys);
    return result;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int level_ = 0;
};

}  // namespace

std::vector<Statement> parse(std::string_view text) { return Parser(text).statements(); }

Expression parse_expression(std::string_view text) { return Parser(text).only_expression(); }

std::string excerpt(std::string_view text, Span span) {
  constexpr std::size_t kMostColumns = 100;
  std::size_t begin = std::min(span.begin, text.size());
  std::size_t first = begin == 0 ? 0 : text.rfind('\n', begin - 1) + 1;
  std::size_t last = std::min(text.find('\n', begin), text.size());
  bool shortened = begin - first > kMostColumns / 2;
  if (shortened) first = begin - kMostColumns / 4;
  std::string_view line = text.substr(first, std::min(last - first, kMostColumns));
  std::size_t end = std::clamp(span.end, begin, first + line.size());
  std::string shown = sanitize(line);
  std::size_t column = display_width(sanitize(text.substr(first, begin - first)));
  std::size_t width = display_width(sanitize(text.substr(begin, end - begin)));
  std::string prefix = shortened ? "…" : "";
  return prefix + shown + "\n" + std::string(column + (shortened ? 1 : 0), ' ') + "^" +
         std::string(width > 1 ? width - 1 : 0, '~');
}

}  // namespace modelviz::python
