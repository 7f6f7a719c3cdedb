#include "nlu/training_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sb::nlu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

NlpData sample() {
  NlpData nlp;
  nlp.intents = {{"greeting", {{"en", {{"hi"}, {"say \"hello\", friend"}}}, {"nl", {{"hallo"}}}}},
                 {"book", {{"en", {{"a ticket to @city"}}}}}};
  Entity city;
  city.name = "city";
  city.type = Entity::Type::contextual;
  city.fuzzy = true;
  city.values = {{"Ghent", {"Gent", "Gand"}}, {"Paris", {}}};
  Entity code;
  code.name = "code";
  code.type = Entity::Type::match_pattern;
  code.pattern = "[a-z]{5}[0-9]{2}";
  Entity party;
  party.name = "party";
  party.type = Entity::Type::composite;
  party.parts = {"@sys.number", "@city"};
  nlp.entities = {city, code, party};
  return nlp;
}

TEST(TrainingCsv, ExpressionsComeBack) {
  const NlpData nlp = sample();
  const std::string csv = expressions_to_csv(nlp, "en");
  EXPECT_EQ(csv,
            "intent,expression,language\r\ngreeting,hi,en\r\ngreeting,\"say \"\"hello\"\", friend\",en\r\n"
            "book,a ticket to @city,en\r\n");
  NlpData again;
  const auto report = import_expressions(again, csv, "en", ImportMode::add).value();
  EXPECT_EQ(report.added, 3u);
  EXPECT_THAT(report.new_intents, ElementsAre("greeting", "book"));
  EXPECT_EQ(expressions_to_csv(again, "en"), csv);
  EXPECT_EQ(expressions_to_csv(nlp, "en", {"book"}),
            "intent,expression,language\r\nbook,a ticket to @city,en\r\n");
}

TEST(TrainingCsv, EntitiesComeBack) {
  NlpData again;
  ASSERT_FALSE(import_entities(again, entities_to_csv(sample()), ImportMode::add).has_error());
  EXPECT_EQ(again.entities, sample().entities);
}

TEST(TrainingCsv, DuplicatesAreSkippedAndBothPlacesNamed) {
  NlpData nlp = sample();
  const auto report =
      import_expressions(nlp, "intent,expression\nbook, HI \nbook,new one\ngreeting,New One\n", "en",
                         ImportMode::add)
          .value();
  EXPECT_EQ(report.added, 1u);
  EXPECT_THAT(report.skipped,
              ElementsAre("line 2: \"HI\" is already an expression of 'greeting' (en, expression 1)",
                          "line 4: \"New One\" is already an expression of 'book' (line 3)"));
  nlp.intents[1].expressions["en"].push_back({"Hi"});
  EXPECT_THAT(duplicate_expressions(nlp),
              ElementsAre("\"Hi\" stands in 'greeting' (en, expression 1) and in 'book' (en, expression 3)"));
}

TEST(TrainingCsv, AValueThatIsThereGetsItsNewSynonyms) {
  NlpData nlp = sample();
  const auto report = import_entities(nlp,
                                      "entity,type,value,synonyms\ncity,contextual,ghent,GAND|Gante|Gante\n"
                                      "city,contextual,Lyon,\ncity,contextual,LYON,Lyons\n"
                                      "city,contextual,Paris,paris\n",
                                      ImportMode::add)
                          .value();
  EXPECT_EQ(report.added, 3u);
  EXPECT_THAT(
      report.skipped,
      ElementsAre("line 2: \"ghent\" is already a value of 'city' (value 1); it got the synonyms \"Gante\"",
                  "line 4: \"LYON\" is already a value of 'city' (line 3); it got the synonyms \"Lyons\"",
                  "line 5: \"Paris\" is already a value of 'city' (value 2)"));
  const std::vector<EntityValue> values = {
      {"Ghent", {"Gent", "Gand", "Gante"}}, {"Paris", {}}, {"Lyon", {"Lyons"}}};
  EXPECT_EQ(nlp.entities[0].values, values);
}

TEST(TrainingCsv, WhatABotMustNotHoldIsRefusedWithItsLine) {
  NlpData nlp = sample();
  const NlpData before = nlp;
  const auto refusal = [&](const std::string& row) {
    const auto refused =
        import_entities(nlp, "entity,type,value\ncity,contextual,Lyon\n" + row + "\n", ImportMode::add);
    return refused.has_error() ? refused.error().place + ": " + refused.error().message : "taken";
  };
  EXPECT_THAT(refusal("zip,pattern,\"[a-z\""), testing::StartsWith("line 3: the pattern of 'zip': "));
  EXPECT_EQ(refusal("zip,pattern,"), "line 3: the pattern of 'zip' is missing in 'value'");
  EXPECT_EQ(refusal("sys.number,match,1"),
            "line 3: the name \"sys.number\" is reserved: give the entity another one");
  EXPECT_EQ(refusal("trip,composite,@city"),
            "line 3: 'trip' needs two parts or more in 'value', separated by \"|\"");
  EXPECT_EQ(refusal("trip,composite,@city|@town"), "line 3: there is no entity 'town' to be a part");
  EXPECT_EQ(refusal("trip,composite,@city|@trip"), "line 3: 'trip' cannot be a part of itself");
  EXPECT_EQ(import_expressions(nlp, "intent,expression\n" + std::string(101, 'x') + ",hi there\n", "en",
                               ImportMode::add)
                .error()
                .place,
            "line 2");
  EXPECT_EQ(nlp, before);
  EXPECT_EQ(refusal("trip,composite,@city|@sys.number"), "taken");
}

TEST(TrainingCsv, ReplacingKeepsOtherLanguages) {
  NlpData nlp = sample();
  ASSERT_FALSE(
      import_expressions(nlp, "intent,expression\nbye,see you\n", "en", ImportMode::replace).has_error());
  ASSERT_EQ(nlp.intents.size(), 2u);
  EXPECT_EQ(nlp.intents[0].name, "greeting");
  EXPECT_EQ(nlp.intents[0].expressions.count("en"), 0u);
  EXPECT_EQ(nlp.intents[1].name, "bye");
}

TEST(TrainingCsv, FaultsNameTheLineAndChangeNothing) {
  NlpData nlp = sample();
  const NlpData before = nlp;
  const auto place = [&](std::string_view csv) {
    return import_expressions(nlp, csv, "en", ImportMode::add).error().place;
  };
  EXPECT_EQ(place("a,b\nx,y\n"), "line 1");
  EXPECT_EQ(place("intent,expression\nx,y\nbook,\n"), "line 3");
  EXPECT_EQ(place("intent,expression\nx,\"y\n\n"), "line 2");
  EXPECT_EQ(place("intent,expression\nx,\"y\"z\n"), "line 2");
  EXPECT_TRUE(import_expressions(nlp, "", "en", ImportMode::add).has_error());
  EXPECT_TRUE(import_expressions(nlp, "intent,expression\nx,\xFF\n", "en", ImportMode::add).has_error());
  EXPECT_EQ(import_entities(nlp, "entity,type,value\nc,thing,v\n", ImportMode::add).error().place, "line 2");
  EXPECT_EQ(nlp, before);
}

}  // namespace
}  // namespace sb::nlu
