#pragma once
#include "model/shape.h"

// Shapes that several endpoints share: what goes in and comes out, for checking and for the OpenAPI
// documents.
namespace sb::api::shape {

ShapePtr error_body();  // the one error body (spec 05 §1)
ShapePtr status_ok();   // {"status":"ok"}
ShapePtr any_object();  // members nobody can list: session data, user data
ShapePtr number();
ShapePtr session_data();   // the session document (spec 01 §4)
ShapePtr named_value();    // {key, value}
ShapePtr bot_message();    // to be sent: Format B, C or D (spec 03)
ShapePtr shown_message();  // as shown: Format D, or a normalised user message
ShapePtr dialogstate();    // {id, name}
ShapePtr nlp_intent();     // {intent: {name, score}}
// {"data":[item],"count","limit","offset","nextCursor"?}
ShapePtr page(ShapePtr item);

// Members an answer always has, and those it may have.
ShapeMember must(std::string_view name, ShapePtr shape);
ShapeMember may(std::string_view name, ShapePtr shape);

}  // namespace sb::api::shape
