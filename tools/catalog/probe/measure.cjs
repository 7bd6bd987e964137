// What an action makes: resources by type and policy statements, and how two such results differ.
'use strict'

const cdk = require('aws-cdk-lib')

const POLICIES = new Set(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy', 'AWS::KMS::Key',
  'AWS::SecretsManager::ResourcePolicy', 'AWS::ECR::Repository', 'AWS::EFS::FileSystem', 'AWS::Logs::ResourcePolicy', 'AWS::Backup::BackupVault'])

function resourcesOf (world) {
  return everyResource(world).filter(each => each.shouldSynthesize())
}

function everyResource (world) {
  return world.app.node.findAll().filter(each => cdk.CfnResource.isCfnResource(each))
}

function resolved (resource) {
  const fragment = cdk.Stack.of(resource).resolve(resource._toCloudFormation())
  return Object.values(fragment.Resources || {})[0] || {}
}

function documents (value, key = '', found = []) {
  if (Array.isArray(value)) value.forEach(each => documents(each, key, found))
  else if (value && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'Statement' && key !== 'AssumeRolePolicyDocument') found.push(...inner)
      else documents(inner, name, found)
    }
  }
  return found
}

function snapshot (world) {
  const resources = resourcesOf(world)
  const statements = []
  for (const each of resources) {
    if (!POLICIES.has(each.cfnResourceType)) continue
    const template = resolved(each)
    for (const statement of documents(template.Properties)) statements.push({ resource: each, template, statement, key: each.node.path + JSON.stringify(statement) })
  }
  return { resources: new Set(resources), there: new Set(everyResource(world)), statements, keys: new Set(statements.map(each => each.key)) }
}

// What an action makes: the resources by type, and the statements with where they go. What lies beside `self` carries the name of where it lies.
function measured (world, action, receiver) {
  const before = snapshot(world)
  const made = action()
  const after = snapshot(world)
  const main = made && made.node && cdk.CfnResource.isCfnResource(made.node.defaultChild || {}) ? made.node.defaultChild : undefined
  const self = receiver || made
  const types = []
  for (const each of after.resources) {
    if (before.there.has(each) || (each === main && !receiver)) continue
    if (each.cfnResourceType === 'AWS::IAM::Policy' && holder(world, each, before, self) !== 'own') continue
    const place = each.node.path.split('/')[1]
    const beside = !/^(Probe\d+|Grantee)$/.test(place) && !(self && self.node && each.node.path.startsWith(self.node.path + '/'))
    types.push(each.cfnResourceType + (KEPT[each.cfnOptions.deletionPolicy] || '') + (beside ? '@' + place : ''))
  }
  const fresh = after.statements.filter(each => !before.keys.has(each.key) && !listed(each.statement.Action).includes('probe:Statement'))
  return { types: counted(types), statements: fresh.map(each => entry(world, each, before, self)) }
}

function counted (types) {
  const found = {}
  for (const each of types) found[each] = (found[each] || 0) + 1
  return found
}

// How the types of what outlives its stack are marked.
const KEPT = { Retain: '!retain', RetainExceptOnCreate: '!retain', Snapshot: '!snapshot' }

const ROLES = ['role', 'grantPrincipal', 'taskRole', 'executionRole', 'serviceRole', 'instanceRole', 'jobRole']

// Whose policy it is: the grantee's, that of a role of the object itself (`.role`), of something the call was given, or of what the call made.
function holder (world, policy, before, self) {
  const stack = cdk.Stack.of(policy)
  const names = (resolved(policy).Properties || {}).Roles || []
  const near = resourcesOf(world).filter(each => cdk.Stack.of(each) === stack)
  const role = names.map(name => near.find(each => name.Ref && stack.resolve(each.logicalId) === name.Ref)).find(Boolean)
  if (!role) return 'own'
  if (world.role && world.role.node && role === world.role.node.defaultChild) return 'grantee'
  for (const name of ROLES) {
    const one = attribute(self, name)
    if (one && one.node && one.node.defaultChild === role) return name === 'grantPrincipal' ? '.role' : `.${name}`
  }
  return before.resources.has(role) ? 'given' : 'own'
}

function attribute (self, name) {
  try { return self && self[name] } catch (error) { return undefined }
}

function entry (world, { resource, statement, template }, before, self) {
  const type = resource.cfnResourceType
  const identity = type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy'
  const found = { kind: identity ? 'identity' : type.includes('KMS') ? 'key' : 'resource', holder: identity ? holder(world, resource, before, self) : type }
  if (statement.Effect !== 'Allow') found.effect = statement.Effect
  if (statement.Condition) found.condition = 1
  found.actions = listed(statement.Action)
  found.resources = listed(statement.Resource).map(each => shape(each, attributes(self)))
  return found
}

function listed (value) { return value === undefined ? [] : Array.isArray(value) ? value : [value] }

function attributes (self) {
  if (!self || !self.node) return new Map()
  const stack = cdk.Stack.of(self)
  const found = new Map()
  const names = new Set()
  for (let proto = self; proto && proto !== Object.prototype; proto = Object.getPrototypeOf(proto)) Object.getOwnPropertyNames(proto).forEach(each => names.add(each))
  for (const name of [...names].sort()) {
    if (!/^[a-z]\w*(Arn|Name|Id)$/.test(name)) continue
    let value
    try { value = self[name] } catch (error) { continue }
    if (typeof value !== 'string' || !cdk.Token.isUnresolved(value)) continue
    const text = JSON.stringify(stack.resolve(value))
    if (!found.has(text)) found.set(text, name)
  }
  return found
}

// A resource as text: `{bucketArn}/*`, with `{}` for what only the deployment knows.
function shape (value, known) {
  if (typeof value === 'string') return value
  if (value.Ref === 'AWS::NoValue') return '' // the indices of a table that has none
  const name = known.get(JSON.stringify(value))
  if (name) return `{${name}}`
  if (value['Fn::Join']) return value['Fn::Join'][1].map(each => shape(each, known)).join(value['Fn::Join'][0]).replace(/(\{\})+/g, '{}')
  return '{}'
}

// ---- arithmetic

function less (one, other) {
  const found = {}
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const rest = (one[name] || 0) - (other[name] || 0)
    if (rest) found[name] = rest
  }
  return found
}

function common (one, other) {
  const found = {}
  for (const name of Object.keys(one)) if (Math.min(one[name], other[name] || 0) > 0) found[name] = Math.min(one[name], other[name])
  return found
}

const empty = one => Object.keys(one).length === 0

// `each` time, once for a `receiver`, once in a `stack` (by the id that it has there).
function scoped (first, again, other) {
  const found = {}
  const once = less(first, common(first, other))
  const put = (name, types) => { if (!empty(types)) found[name] = types }
  put('each', placeless(again))
  put('receiver', placeless(less(common(first, other), common(again, other))))
  for (const [name, count] of Object.entries(once)) {
    const [type, ...place] = name.split('@')
    found.stack = found.stack || {}
    found.stack[place.join('@')] = { ...found.stack[place.join('@')], [type]: count }
  }
  return found
}

function placeless (types) {
  const found = {}
  for (const [name, count] of Object.entries(types)) {
    const type = name.split('@')[0]
    found[type] = (found[type] || 0) + count
    if (!found[type]) delete found[type]
  }
  return found
}

function same (one, other) { return JSON.stringify(one || {}) === JSON.stringify(other || {}) }

// What differs from a base; nothing when nothing does.
function change (base, other) {
  const found = {}
  for (const scope of ['each', 'receiver']) {
    const rest = less(other[scope] || {}, base[scope] || {})
    if (!empty(rest)) found[scope] = rest
  }
  for (const place of Object.keys(other.stack || {})) {
    if (!base.stack || !same(base.stack[place], other.stack[place])) found.stack = { ...found.stack, [place]: other.stack[place] }
  }
  const gone = Object.keys(base.stack || {}).filter(place => !other.stack || !other.stack[place])
  if (gone.length) found.gone = gone
  const known = new Set(base.statements.map(each => JSON.stringify(each)))
  const statements = other.statements.filter(each => !known.has(JSON.stringify(each)))
  if (statements.length) found.statements = statements
  return empty(found) ? undefined : found
}

function shared (one, other) {
  const found = { statements: one.statements.filter(each => other.statements.some(two => same(each, two))) }
  for (const scope of ['each', 'receiver']) {
    const both = common(one[scope] || {}, other[scope] || {})
    if (!empty(both)) found[scope] = both
  }
  for (const place of Object.keys(one.stack || {})) {
    if (other.stack && other.stack[place]) found.stack = { ...found.stack, [place]: one.stack[place] }
  }
  return found
}

module.exports = { measured, scoped, common, change, shared, same, empty }
