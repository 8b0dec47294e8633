"""openapi.yaml says what the code does: its schemas, field by field, its examples, its paths, its problems."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from fake_engine import HOLDER
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from marshmallow import Schema, fields, missing
from marshmallow.validate import Length, OneOf, Range
from test_responses import sliced, spans_in

import service
from service.settings import Settings
from service.web import response_schemas, schemas
from service.web.docs import contract
from service.web.problems import KINDS

CONTRACT: dict[str, Any] = yaml.safe_load(contract())
COMPONENTS: dict[str, Any] = CONTRACT["components"]["schemas"]
REQUESTS: dict[str, type[Schema]] = {
    "Article": schemas.ArticleSchema,
    "NamedTarget": schemas.TargetSchema,
    "Batch": schemas.BatchSchema,
}
RESPONSES: dict[str, type[Schema]] = {
    name.removesuffix("Schema"): schema
    for name, schema in vars(response_schemas).items()
    if isinstance(schema, type) and issubclass(schema, Schema) and schema is not Schema
}
ITEMS_READ_ONE_BY_ONE = {("Batch", "articles"): "Article"}
SCALARS: dict[type[fields.Field[Any]], str] = {
    fields.String: "string",
    schemas.StrictFloat: "number",
    fields.Integer: "integer",
    schemas.StrictBoolean: "boolean",
    fields.Dict: "object",
}


def described(schema: type[Schema], name: str) -> dict[str, Any]:
    """What the contract must say of `schema`, without words."""
    items = schema().fields.items()
    return {
        "type": "object",
        "required": sorted(key for key, field in items if field.required),
        "properties": {key: of_field(field, ITEMS_READ_ONE_BY_ONE.get((name, key))) for key, field in items},
        "closed": name in REQUESTS,
    }


def of_field(field: fields.Field[Any], item: str | None = None) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if isinstance(field, fields.Nested):
        out = reference(field.nested.__name__.removesuffix("Schema"))  # type: ignore[union-attr]
        out = {"oneOf": [out, {"type": "null"}]} if field.allow_none else out
    elif isinstance(field, schemas.TargetField):
        out = reference("Target")
    elif isinstance(field, fields.List):
        out = {"type": "array", "items": reference(item) if item else of_field(field.inner)}
    else:
        name = SCALARS[type(field)]
        out = {"type": [name, "null"] if field.allow_none else name}
    if field.load_default is not missing:
        out["default"] = field.load_default() if callable(field.load_default) else field.load_default
    for validator in field.validators:
        out |= of_validator(validator, "Items" if isinstance(field, fields.List) else "Length")
    return out


def of_validator(validator: Any, counted: str) -> dict[str, Any]:
    if isinstance(validator, OneOf):
        return {"enum": list(validator.choices)}
    low, high = ("minimum", "maximum") if isinstance(validator, Range) else (f"min{counted}", f"max{counted}")
    assert isinstance(validator, Range | Length)
    bounds = {low: validator.min, high: validator.max}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def without_words(part: Any) -> Any:
    """A part of the contract without what only people read."""
    if isinstance(part, list):
        return [without_words(item) for item in part]
    if not isinstance(part, dict):
        return part
    words = ("description", "examples", "additionalProperties")
    return {key: without_words(value) for key, value in part.items() if key not in words or isinstance(value, dict)}


@pytest.mark.parametrize("name", sorted(REQUESTS | RESPONSES))
def test_a_schema_of_the_contract_is_the_schema_of_the_code(name: str) -> None:
    component = COMPONENTS[name]
    said = without_words(component)
    said["required"] = sorted(said["required"])
    said["closed"] = component.get("additionalProperties") is False
    assert said == described((REQUESTS | RESPONSES)[name], name)


def test_every_schema_of_the_contract_is_compared_or_only_of_http() -> None:
    compared = set(REQUESTS) | set(RESPONSES)
    of_http = {"Target", "BatchResult", "BatchProblem", "Problem", "Fault", "Health", "Version"}
    assert set(COMPONENTS) == compared | of_http
    assert not compared & of_http


def test_query_parameters_are_the_fields_of_the_article() -> None:
    properties = without_words(COMPONENTS["Article"]["properties"])
    parameters = CONTRACT["components"]["parameters"]
    assert tuple(parameters) == schemas.QUERY_FIELDS
    for name, parameter in parameters.items():
        expected = {key: value for key, value in properties[name].items() if key != "default"}
        if name == "targets":
            expected["items"] = COMPONENTS["Target"]["oneOf"][0]
        assert (parameter["name"], parameter["in"]) == (name, "query")
        assert parameter["schema"] == expected


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """Validates against a schema of the contract, which may refer to others."""
    return Draft202012Validator(schema | {"components": CONTRACT["components"]})


def examples(part: Any, *path: str) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Every example of a body below `part`: where it stands, its schema, its value."""
    if isinstance(part, list):
        part = dict(enumerate(part))
    if not isinstance(part, dict):
        return
    if "schema" in part:
        values = {"": part["example"]} if "example" in part else {}
        values |= {name: example["value"] for name, example in part.get("examples", {}).items()}
        for name, value in values.items():
            yield "/".join((*path, name)), part["schema"], value
    for step, below in part.items():
        yield from examples(below, *path, str(step))


EXAMPLES = list(examples(CONTRACT))


@pytest.mark.parametrize(("schema", "value"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES])
def test_an_example_fits_its_schema(schema: dict[str, Any], value: Any) -> None:
    assert list(validator(schema).iter_errors(value)) == []


def test_the_example_answers_the_example() -> None:
    operation = CONTRACT["paths"]["/v1/quotes"]["post"]
    request = operation["requestBody"]["content"]["application/json"]["examples"]["article"]["value"]
    answer = operation["responses"]["200"]["content"]["application/json"]["examples"]["article"]["value"]
    assert response_schemas.ResultSchema().validate(answer) == {}
    assert answer["id"] == request["id"]
    spans = spans_in(answer)
    assert spans
    assert [sliced(request["text"], "code_point", start, end) for start, end, _ in spans] == [
        text for *_, text in spans
    ]


@pytest.mark.parametrize("place", [e[0] for e in EXAMPLES if "requestBody" in e[0] and "quotes/" in e[0]])
def test_an_example_request_is_accepted(client: FlaskClient, place: str) -> None:
    [value] = [value for name, _, value in EXAMPLES if name == place]
    path = "/v1/quotes/batch" if "batch" in place else "/v1/quotes"
    media_type = place.split("content/")[1].rsplit("/", 1)[0].removesuffix("/examples")
    body = {"data": value, "content_type": media_type} if isinstance(value, str) else {"json": value}
    assert client.post(path, **body).status_code == 200


def test_real_answers_fit_the_contract(client: FlaskClient) -> None:
    text = f"“Bread” {HOLDER}. “Butter” “"
    article = {"text": text, "targets": ["bread"]}
    body = {"articles": [article, {}, {"text": text, "strict": True, "id": "2"}, {"text": "a" * 4000}]}
    result = validator(COMPONENTS["Result"])
    assert list(result.iter_errors(client.post("/v1/quotes", json=article).json)) == []
    answer = client.post("/v1/quotes/batch", json=body).json or {}
    assert list(validator(COMPONENTS["BatchResult"]).iter_errors(answer)) == []
    assert [entry.get("status", 200) for entry in answer["results"]] == [200, 422, 422, 413]
    assert list(validator(COMPONENTS["Version"]).iter_errors(client.get("/version").json)) == []


def test_every_path_is_in_the_contract_and_every_contract_path_exists(client: FlaskClient) -> None:
    rules = client.application.url_map.iter_rules()
    served = {
        (rule.rule.replace("<", "{").replace(">", "}"), method) for rule in rules for method in rule.methods or ()
    }
    served = {(path, method.lower()) for path, method in served if method not in ("HEAD", "OPTIONS")}
    stated = {(path, method) for path, methods in CONTRACT["paths"].items() for method in methods}
    assert stated <= served
    assert served - stated == {("/", "get"), ("/docs/{path:path}", "get")}


def test_every_kind_of_problem_is_in_the_contract() -> None:
    [parameter] = CONTRACT["paths"]["/problems/{kind}"]["get"]["parameters"]
    assert parameter["schema"]["enum"] == list(KINDS)
    words = contract().decode()
    assert [kind for kind in KINDS if f"`{kind}`" not in words] == []


def test_limits_and_versions_are_those_of_the_code() -> None:
    words = contract().decode()
    settings = Settings()
    for limit in (settings.max_text_chars, settings.max_body_bytes):
        assert f"{limit:,}" in words
    assert f"At most {settings.max_batch_articles} articles" in words
    assert f"must arrive within {settings.upload_timeout_s} seconds" in words
    assert f"left unread for {settings.send_timeout_s}." in words
    assert f"may take {settings.max_analysis_s} seconds" in words
    assert CONTRACT["info"]["version"] == service.__version__
