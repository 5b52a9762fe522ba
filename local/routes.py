"""What MiniStack leaves out of a deployed HTTP API: its routes, its authorizer, its origin.

SAM writes routes and authorizers into the API's `Body`, which MiniStack does not import; and its
CloudFront refuses to call a host name that AWS owns. Both are done here through the AWS APIs, from
the template as SAM processed it, after each deploy. Nothing else differs from the cloud.
"""

import json
import re
from typing import Any

from local.stack import NAME, client, outputs, ports

Lookup = dict[str, str]


def publish() -> int:
    """Create, change and remove routes until they are the template's; returns their number."""
    cloudformation = client("cloudformation")
    body = cloudformation.get_template(StackName=NAME, TemplateStage="Processed")["TemplateBody"]
    template = body if isinstance(body, dict) else json.loads(body)
    summaries = cloudformation.get_paginator("list_stack_resources").paginate(StackName=NAME)
    physical = {
        item["LogicalResourceId"]: item["PhysicalResourceId"]
        for page in summaries
        for item in page["StackResourceSummaries"]
    }
    names = [n for n, r in template["Resources"].items() if r["Type"] == "AWS::ApiGatewayV2::Api"]
    count = 0
    for name in names:
        definition = template["Resources"][name]["Properties"]["Body"]
        count += _routes(physical[name], definition, physical)
        _origin(physical["Edge"], physical[name])
    return count


def _routes(api: str, definition: dict[str, Any], physical: Lookup) -> int:
    gateway, functions = client("apigatewayv2"), client("lambda")
    authorizers = {
        name: _authorizer(gateway, api, name, scheme["x-amazon-apigateway-authorizer"], physical)
        for name, scheme in definition.get("components", {}).get("securitySchemes", {}).items()
    }
    integrations: Lookup = {
        item["IntegrationUri"]: item["IntegrationId"]
        for item in gateway.get_integrations(ApiId=api, MaxResults="500")["Items"]
    }
    present = {
        item["RouteKey"]: item["RouteId"]
        for item in gateway.get_routes(ApiId=api, MaxResults="500")["Items"]
    }
    wanted = set()
    for path, operations in definition["paths"].items():
        for method, operation in operations.items():
            uri = operation["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
            name = physical[re.findall(r"\$\{(\w+)\.Arn\}", uri)[0]]
            arn = functions.get_function_configuration(FunctionName=name)["FunctionArn"]
            if arn not in integrations:
                integrations[arn] = gateway.create_integration(
                    ApiId=api,
                    IntegrationType="AWS_PROXY",
                    IntegrationUri=arn,
                    PayloadFormatVersion="2.0",
                )["IntegrationId"]
            route = {
                "ApiId": api,
                "RouteKey": f"{method.upper()} {path}",
                "Target": f"integrations/{integrations[arn]}",
                "AuthorizationType": "NONE",
            }
            for scheme in operation.get("security", []):
                route |= {
                    "AuthorizationType": "JWT",
                    "AuthorizerId": authorizers[next(iter(scheme))],
                }
            wanted.add(route["RouteKey"])
            if route["RouteKey"] in present:
                gateway.update_route(RouteId=present[route["RouteKey"]], **route)
            else:
                gateway.create_route(**route)
    for key in present.keys() - wanted:
        gateway.delete_route(ApiId=api, RouteId=present[key])
    return len(wanted)


def _authorizer(gateway: Any, api: str, name: str, scheme: dict[str, Any], physical: Lookup) -> str:
    jwt = scheme["jwtConfiguration"]
    settings = {
        "ApiId": api,
        "Name": name,
        "AuthorizerType": "JWT",
        "IdentitySource": [scheme["identitySource"]],
        "JwtConfiguration": {
            "Issuer": _value(jwt["issuer"], physical),
            "Audience": [_value(item, physical) for item in jwt["audience"]],
        },
    }
    for item in gateway.get_authorizers(ApiId=api)["Items"]:
        if item["Name"] == name:
            gateway.update_authorizer(AuthorizerId=item["AuthorizerId"], **settings)
            return str(item["AuthorizerId"])
    return str(gateway.create_authorizer(**settings)["AuthorizerId"])


def _value(node: Any, physical: Lookup) -> str:
    """What an output of a nested stack, the only kind of reference in an authorizer, stands for."""
    if isinstance(node, str):
        return node
    stack, output = node["Fn::GetAtt"]
    return outputs(stack=physical[stack])[output.removeprefix("Outputs.")]


def _origin(edge: str, api: str) -> None:
    """Let the distribution reach the API at this machine's address instead of AWS's name."""
    cloudfront, site = client("cloudfront"), outputs(stack=edge)["DistributionId"]
    found = cloudfront.get_distribution_config(Id=site)
    config = found["DistributionConfig"]
    for origin in config["Origins"]["Items"]:
        if origin["Id"] == "api":
            origin["DomainName"] = "localhost"
            origin["OriginPath"] = f"/_aws/execute-api/{api}/$default"
            origin["CustomOriginConfig"] |= {
                "HTTPPort": ports().aws,
                "HTTPSPort": 443,
                "OriginProtocolPolicy": "http-only",
            }
    cloudfront.update_distribution(Id=site, IfMatch=found["ETag"], DistributionConfig=config)
