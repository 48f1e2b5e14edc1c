//! Nodes as JSON, for `extra:` and other free-form fields.

use serde_json::{Map, Number, Value};

use super::node::{Node, NodeKind};

/// The node as JSON. Plain numbers stay numbers only where JSON would print them as typed (`12`, not `05` or `1.50`).
pub fn of(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Null => Value::Null,
        NodeKind::Scalar { text, plain, .. } => scalar(text, *plain),
        NodeKind::List(items) => Value::Array(items.iter().map(of).collect()),
        NodeKind::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| (key.text.clone(), of(value)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
    }
}

fn scalar(text: &str, plain: bool) -> Value {
    if plain {
        match text {
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            _ => {}
        }
        if let Some(number) = text.parse::<i64>().ok().filter(|it| it.to_string() == text) {
            return Value::Number(Number::from(number));
        }
    }
    Value::String(text.to_owned())
}
